DROP TABLE printed_codes;
DROP TABLE never_again;
DROP TABLE mailing_recipients;
DROP TABLE mailings;
