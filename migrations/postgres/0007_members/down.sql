DROP TABLE recovery_codes;
DROP TABLE totp_secrets;
DROP TABLE member_invitations;
DROP TABLE sessions;
DROP TABLE member_departments;
DROP TABLE departments;
DROP TABLE members;
