DROP TABLE page_counts;
