DROP TABLE book_totals;
DROP TABLE book_breakdowns;
DROP TABLE books;
