-- Version 5: a number for the state of what decides what is due and what is news, and what a run found in such a state.

-- Counted up by triggers, so that nothing that writes can forget it: not a later program, not a person with a shell.
create table revision (
    only_row integer primary key check (only_row = 1),
    number integer not null
);
insert into revision values (1, 0);

create trigger contents_added after insert on contents begin update revision set number = number + 1; end;
create trigger contents_changed after update on contents begin update revision set number = number + 1; end;
create trigger contents_removed after delete on contents begin update revision set number = number + 1; end;
create trigger extractions_added after insert on extractions begin update revision set number = number + 1; end;
create trigger extractions_changed after update on extractions begin update revision set number = number + 1; end;
create trigger extractions_removed after delete on extractions begin update revision set number = number + 1; end;
create trigger retractions_added after insert on retractions begin update revision set number = number + 1; end;
create trigger retractions_changed after update on retractions begin update revision set number = number + 1; end;
create trigger retractions_removed after delete on retractions begin update revision set number = number + 1; end;
create trigger files_added after insert on files begin update revision set number = number + 1; end;
create trigger files_removed after delete on files begin update revision set number = number + 1; end;

-- That a file was seen again as it was is all that most nights write: its run, and `unchanged` after `new` or `changed`.
create trigger files_changed after update on files
when
    new.file_id <> old.file_id or new.path <> old.path or new.content_sha256 <> old.content_sha256
    or new.source_path <> old.source_path or new.parent_path is not old.parent_path or new.refusal is not old.refusal
    or new.is_latest <> old.is_latest or (new.change = 'vanished') <> (old.change = 'vanished')
begin
    update revision set number = number + 1;
end;

-- In `state` nothing was due and a build would have this fingerprint. One row at most; another state replaces it.
create table settled (
    only_row integer primary key check (only_row = 1),
    state text not null,
    fingerprint text not null,
    run_id text not null                 -- the latest run whose counts were taken over all its files in this state
);

alter table runs add column seen_sha256 text;     -- of the paths that were seen

pragma user_version = 5;
