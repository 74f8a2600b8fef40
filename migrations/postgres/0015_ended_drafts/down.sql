DROP TABLE ended_drafts;
