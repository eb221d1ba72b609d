-- Who is told as somebody of the tenant: what waited is not for who has left it meanwhile.
alter table core.mail add column member text;
