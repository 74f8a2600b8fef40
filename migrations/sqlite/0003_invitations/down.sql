DROP TABLE passes;
DROP TABLE passes_waiting;
DROP TABLE invitations;
