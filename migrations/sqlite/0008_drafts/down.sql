DROP TABLE draft_versions;
DROP TABLE drafts;
