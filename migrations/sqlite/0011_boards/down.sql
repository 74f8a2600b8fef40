DROP TABLE board_links;
DROP TABLE board_departments;
DROP TABLE board_members;
DROP TABLE boards;
