//! The tables of both databases, as diesel sees them. Kept in a crate of its
//! own because compiling these macros takes half the time of a check.

#![recursion_limit = "256"]

diesel::table! {
    installation (id) {
        id -> SmallInt,
        root_check -> Binary,
    }
}

diesel::table! {
    members (id) {
        id -> BigInt,
        address -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Nullable<Text>,
        joined_day -> Nullable<Text>,
    }
}

diesel::table! {
    departments (id) {
        id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    member_departments (member, department) {
        member -> BigInt,
        department -> BigInt,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Binary,
        member -> BigInt,
        name -> Nullable<Text>,
        awaits_code -> Bool,
        created_day -> Text,
        last_used_day -> Text,
    }
}

diesel::table! {
    member_invitations (token_hash) {
        token_hash -> Binary,
        member -> Nullable<BigInt>,
        last_day -> Text,
    }
}

diesel::table! {
    boards (id) {
        id -> BigInt,
        survey -> BigInt,
        arrangement -> Text,
    }
}

diesel::table! {
    board_members (board, member) {
        board -> BigInt,
        member -> BigInt,
    }
}

diesel::table! {
    board_departments (board, department) {
        board -> BigInt,
        department -> BigInt,
    }
}

diesel::table! {
    board_links (token_hash) {
        token_hash -> Binary,
        id -> BigInt,
        survey -> BigInt,
        board -> Nullable<BigInt>,
        is_outside -> Bool,
        name -> Text,
        last_day -> Text,
    }
}

diesel::table! {
    totp_secrets (member) {
        member -> BigInt,
        sealed -> Binary,
        is_confirmed -> Bool,
    }
}

diesel::table! {
    recovery_codes (member, code_hash) {
        member -> BigInt,
        code_hash -> Binary,
    }
}

diesel::table! {
    surveys (id) {
        id -> BigInt,
        slug -> Text,
        pool_key_id -> Binary,
        pool_key_day -> Text,
    }
}

diesel::table! {
    revisions (survey, revision) {
        survey -> BigInt,
        revision -> Integer,
        document -> Text,
    }
}

diesel::table! {
    waves (survey, wave) {
        survey -> BigInt,
        wave -> Integer,
        revision -> Integer,
        label -> Text,
        is_open -> Bool,
        released -> BigInt,
        batch_count -> Integer,
        erased_at_close -> Bool,
        opened_day -> Text,
        closed_day -> Nullable<Text>,
        last_day -> Nullable<Text>,
        is_paused -> Bool,
    }
}

diesel::table! {
    pool (survey, wave, pool_key) {
        survey -> BigInt,
        wave -> Integer,
        pool_key -> Binary,
        nonce -> Binary,
        ciphertext -> Binary,
    }
}

diesel::table! {
    batches (survey, wave, batch) {
        survey -> BigInt,
        wave -> Integer,
        batch -> Integer,
        response_count -> Integer,
        release_day -> Text,
        batch_keys -> Binary,
    }
}

diesel::table! {
    batch_columns (survey, wave, batch, question) {
        survey -> BigInt,
        wave -> Integer,
        batch -> Integer,
        question -> Integer,
        encoded -> Binary,
    }
}

diesel::table! {
    comments (survey, wave, question, comment_key) {
        survey -> BigInt,
        wave -> Integer,
        question -> Integer,
        comment_key -> Binary,
        comment -> Text,
        is_shown -> Bool,
        unseen -> Nullable<Binary>,
    }
}

diesel::table! {
    released_totals (survey, wave, batch) {
        survey -> BigInt,
        wave -> Integer,
        batch -> Integer,
        totals -> Text,
    }
}

diesel::table! {
    books (survey, wave) {
        survey -> BigInt,
        wave -> Integer,
        written_day -> Text,
        is_merged -> Bool,
    }
}

diesel::table! {
    book_breakdowns (survey, wave, position) {
        survey -> BigInt,
        wave -> Integer,
        position -> Integer,
        definition -> Text,
    }
}

diesel::table! {
    book_totals (survey, wave, position, question) {
        survey -> BigInt,
        wave -> Integer,
        position -> Integer,
        question -> Integer,
        totals -> Text,
    }
}

diesel::table! {
    invitations (survey, number) {
        survey -> BigInt,
        number -> Integer,
        kind -> Text,
        address -> Nullable<Text>,
        added_day -> Text,
    }
}

diesel::table! {
    mailings (id) {
        id -> BigInt,
        survey -> BigInt,
        number -> Integer,
        kind -> Text,
        state -> Text,
        site -> Text,
        language -> Text,
        subject -> Text,
        body -> Text,
        per_minute -> Integer,
        begun_day -> Text,
        passes_over -> Bool,
    }
}

diesel::table! {
    mailing_recipients (mailing, number) {
        mailing -> BigInt,
        number -> Integer,
        state -> Text,
        attempts -> Integer,
        sent_day -> Nullable<Text>,
    }
}

diesel::table! {
    never_again (address_mark) {
        address_mark -> Binary,
        reason -> Text,
    }
}

diesel::table! {
    printed_codes (survey, first_number) {
        survey -> BigInt,
        first_number -> Integer,
        count -> Integer,
        form -> BigInt,
        made_day -> Text,
    }
}

diesel::table! {
    passes_waiting (survey, pass) {
        survey -> BigInt,
        pass -> Binary,
    }
}

diesel::table! {
    passes (survey, pass) {
        survey -> BigInt,
        pass -> Binary,
        is_released -> Bool,
    }
}

diesel::table! {
    ledger (number) {
        number -> BigInt,
        day -> Text,
        role -> Text,
        department -> Nullable<Text>,
        action -> Text,
        survey -> Nullable<Text>,
        subject -> Nullable<Text>,
        previous -> Binary,
        hash -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(board_departments, member_departments);
diesel::allow_tables_to_appear_in_same_query!(books, waves);
diesel::allow_tables_to_appear_in_same_query!(departments, member_departments);

diesel::table! {
    api_tokens (id) {
        id -> BigInt,
        token_hash -> Binary,
        member -> BigInt,
        name -> Text,
        scopes -> Text,
        created_day -> Text,
        last_used_day -> Nullable<Text>,
        last_day -> Text,
    }
}

diesel::table! {
    webhooks (id) {
        id -> BigInt,
        address -> Text,
        added_by -> BigInt,
        added_day -> Text,
        last_outcome -> Nullable<Text>,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> BigInt,
        webhook -> BigInt,
        body -> Text,
        attempts -> Integer,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        survey -> Nullable<Text>,
        current_version -> Integer,
        newest_version -> Integer,
    }
}

diesel::table! {
    draft_versions (draft, version) {
        draft -> BigInt,
        version -> Integer,
        previous -> Nullable<Integer>,
        document -> Text,
        saved_by -> BigInt,
        saved_day -> Text,
    }
}

diesel::table! {
    page_counts (survey, wave, page) {
        survey -> BigInt,
        wave -> Integer,
        page -> Integer,
        forms -> BigInt,
    }
}
diesel::allow_tables_to_appear_in_same_query!(mailings, mailing_recipients);
