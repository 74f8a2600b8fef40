//! One invitation, one answer a wave; and what is kept of it.

use std::collections::HashSet;

use whynot::operations::give_up;
use whynot::operations::import_responses::{self, ImportError, Lacking};
use whynot::operations::installation::Installation;
use whynot::operations::invite::{self, InviteError};
use whynot::operations::publish;
use whynot::operations::receipt::{self, Standing};
use whynot::operations::recognise;
use whynot::operations::respond::{self, Arrival, Receipted, RespondError};
use whynot::operations::withdraw;
use whynot::privacy::invitation::InvitationCode;
use whynot::survey::identifier::Slug;

use super::{Marketer, Respondent, SURVEY};
use crate::engine::{Engine, on_both_engines};

/// The small survey, open to people with a code.
pub fn by_invitation(slug: &str) -> whynot::survey::questionnaire::Survey {
    let file = SURVEY
        .replace("\"small\"", &format!("\"{slug}\""))
        .replace("[charter]", "[charter]\naccess = \"invitation\"");
    whynot::survey::file::read(&file).expect("a valid survey")
}

impl Marketer {
    fn invites(installation: Installation, slug: &str) -> Self {
        let survey = by_invitation(slug);
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        Self {
            installation,
            slug: survey.slug,
        }
    }

    fn prints(&self, count: usize) -> Vec<InvitationCode> {
        invite::by_printed_codes(&self.installation, &self.slug, count).expect("codes")
    }
}

impl Respondent {
    pub(super) async fn sends_with(
        &self,
        code: Option<InvitationCode>,
    ) -> Result<Receipted, RespondError> {
        let response = self.response(&[("reasons", "ads")]);
        respond::respond_invited(
            &self.installation,
            &self.published,
            self.wave,
            self.form,
            response,
            code,
        )
        .await
    }
}

fn is_refused(sent: &Result<Receipted, RespondError>) -> bool {
    matches!(sent, Err(RespondError::NotInvited))
}

on_both_engines! {
    async fn a_code_is_spent_by_the_first_form_and_refused_to_the_second(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let code = marketer.prints(3)[1];
        let first = Respondent::at(&marketer).await.sends_with(Some(code)).await;
        assert_eq!(first.unwrap().arrival, Arrival::Stored);
        assert!(is_refused(&Respondent::at(&marketer).await.sends_with(Some(code)).await));
        assert!(is_refused(&Respondent::at(&marketer).await.sends_with(None).await));
    }

    async fn the_same_form_again_finds_its_receipt_and_spends_nothing_more(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let codes = marketer.prints(2);
        let respondent = Respondent::at(&marketer).await;
        let first = respondent.sends_with(Some(codes[0])).await.unwrap();
        // Neither with its own code nor with another one, nor without any.
        for code in [Some(codes[0]), Some(codes[1]), None] {
            let again = respondent.sends_with(code).await.unwrap();
            assert_eq!(again.code, first.code);
            assert_eq!(again.arrival, Arrival::StoredBefore);
        }
        assert!(Respondent::at(&marketer).await.sends_with(Some(codes[1])).await.is_ok());
    }

    async fn a_form_sent_twenty_times_at_once_is_stored_once(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let code = marketer.prints(1)[0];
        let respondent = std::sync::Arc::new(Respondent::at(&marketer).await);
        let mut sent = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let respondent = std::sync::Arc::clone(&respondent);
            sent.spawn(async move { respondent.sends_with(Some(code)).await.unwrap().code });
        }
        let receipts: HashSet<_> = sent.join_all().await.into_iter().collect();
        assert_eq!(receipts.len(), 1);
    }

    async fn a_code_is_used_up_after_a_release_a_new_day_and_a_withdrawal(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let codes = marketer.prints(16);
        let mut receipts = Vec::new();
        for &code in &codes[..15] {
            receipts.push(Respondent::at(&marketer).await.sends_with(Some(code)).await.unwrap());
        }
        marketer.sees_released(10).await;
        let published = marketer.published().await;
        for receipt in [&receipts[0], &receipts[14]] {
            withdraw::withdraw(&marketer.installation, &published, receipt.code).await.unwrap();
        }
        for &code in &codes[..15] {
            assert!(is_refused(&Respondent::at(&marketer).await.sends_with(Some(code)).await));
        }
        drop(marketer);
        let tomorrow = Marketer::again(engine.open_on("2026-11-25"));
        assert!(is_refused(&Respondent::at(&tomorrow).await.sends_with(Some(codes[3])).await));
        assert!(Respondent::at(&tomorrow).await.sends_with(Some(codes[15])).await.is_ok());
    }

    async fn one_invitation_gives_one_answer_to_each_wave(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        let codes = marketer.prints(5);
        for _ in 0..2 {
            marketer.opens_a_wave();
            for &code in &codes {
                assert!(Respondent::at(&marketer).await.sends_with(Some(code)).await.is_ok());
                assert!(is_refused(&Respondent::at(&marketer).await.sends_with(Some(code)).await));
            }
            marketer.closes_the_wave();
        }
    }

    async fn a_code_of_one_survey_opens_no_other(engine: &Engine) {
        let installation = engine.open();
        let one = Marketer::invites(installation.clone(), "one");
        let other = Marketer::invites(installation.clone(), "other");
        [&one, &other].into_iter().for_each(Marketer::opens_a_wave);
        let code = one.prints(1)[0];
        other.prints(1);
        assert!(is_refused(&Respondent::at(&other).await.sends_with(Some(code)).await));
        let found = recognise::find_invited(&installation, Some(code)).await.unwrap().unwrap();
        assert_eq!(found.survey.slug, one.slug);
        let nothing = "AAAA-AAAA-AAAA-AAAA".parse().ok();
        for code in [nothing, None] {
            assert!(recognise::find_invited(&installation, code).await.unwrap().is_none());
        }
    }

    async fn answers_are_changed_without_a_code_while_they_wait(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let code = marketer.prints(1)[0];
        let respondent = Respondent::at(&marketer).await;
        let sent = respondent.sends_with(Some(code)).await.unwrap();
        let changed = respondent.response(&[("reasons", "data")]);
        let published = marketer.published().await;
        respond::change(&marketer.installation, &published, sent.code, changed.clone())
            .await
            .unwrap();
        let found = receipt::read_back(&marketer.installation, &published, sent.code).await;
        let found = found.unwrap().unwrap();
        assert_eq!((found.response, found.standing), (changed, Standing::Waiting));
    }

    async fn everybody_on_a_list_is_invited_once_and_keeps_their_code(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        let list = |addresses: &[&str]| addresses.iter().map(|a| a.parse().unwrap()).collect();
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        let first = list(&["ada@b.de", "bob@b.de"]);
        let first = invite::by_address(installation, slug, first).unwrap();
        let second = list(&["cy@b.de", "BOB@b.de"]);
        let second = invite::by_address(installation, slug, second).unwrap();
        assert_eq!((first.new, second.new), (2, 1));
        assert_eq!(first.addressed[1].code, second.addressed[1].code);
        marketer.prints(3);
        let invited = invite::count(installation, slug).unwrap().invited;
        assert_eq!((invited.by_address, invited.printed), (3, 3));
        let codes: HashSet<_> = first.addressed.iter().chain(&second.addressed)
            .map(|addressed| addressed.code).chain(marketer.prints(2)).collect();
        assert_eq!(codes.len(), 5);
    }

    async fn how_many_took_part_is_counted_from_releases(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let codes = marketer.prints(15);
        let answered = |marketer: &Marketer| {
            let summary = invite::count(&marketer.installation, &marketer.slug).unwrap();
            summary.waves[0].answered
        };
        for &code in &codes[..14] {
            Respondent::at(&marketer).await.sends_with(Some(code)).await.unwrap();
            assert_eq!(answered(&marketer), None);
        }
        Respondent::at(&marketer).await.sends_with(Some(codes[14])).await.unwrap();
        marketer.sees_released(10).await;
        assert_eq!(answered(&marketer), Some(10));
    }

    async fn keys_are_destroyed_only_when_no_wave_runs_and_codes_open_nothing_then(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        marketer.opens_a_wave();
        let code = marketer.prints(1)[0];
        Respondent::at(&marketer).await.sends_with(Some(code)).await.unwrap();
        let refused = invite::destroy_keys(installation, slug);
        assert!(matches!(refused, Err(InviteError::Runs { wave: 1, .. })));
        assert_eq!(invite::forget(installation, marketer.published().await.id()).unwrap(), 0);
        marketer.closes_the_wave();
        assert!(invite::destroy_keys(installation, slug).unwrap());
        assert!(!invite::destroy_keys(installation, slug).unwrap());
        assert!(recognise::find_invited(installation, Some(code)).await.unwrap().is_none());
        assert_eq!(invite::count(installation, slug).unwrap().invited.printed, 1);
        marketer.opens_a_wave();
        assert!(is_refused(&Respondent::at(&marketer).await.sends_with(Some(code)).await));
    }

    async fn what_is_forgotten_leaves_neither_list_nor_key(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        let code = marketer.prints(7)[0];
        assert_eq!(invite::forget(installation, marketer.published().await.id()).unwrap(), 7);
        assert_eq!(invite::count(installation, slug).unwrap().invited.printed, 0);
        assert!(recognise::find_invited(installation, Some(code)).await.unwrap().is_none());
        let folder = std::fs::read_dir(engine.keys().join("invitation")).unwrap();
        assert_eq!(folder.count(), 0);
    }

    async fn a_lost_key_is_not_replaced_while_a_wave_runs(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let code = marketer.prints(1)[0];
        Respondent::at(&marketer).await.sends_with(Some(code)).await.unwrap();
        for entry in std::fs::read_dir(engine.keys().join("invitation")).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        let refused = invite::by_printed_codes(&marketer.installation, &marketer.slug, 1);
        assert!(matches!(refused, Err(InviteError::KeyMissing(_))));
    }

    async fn whose_waiting_answer_is_given_up_may_answer_again(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let code = marketer.prints(1)[0];
        Respondent::at(&marketer).await.sends_with(Some(code)).await.unwrap();
        let survey = marketer.published().await.id();
        for entry in std::fs::read_dir(engine.keys().join(format!("pool/{survey}"))).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        let given_up = give_up::give_up_waiting(&marketer.installation, &marketer.slug);
        assert_eq!(given_up.unwrap(), Some(1));
        assert!(Respondent::at(&marketer).await.sends_with(Some(code)).await.is_ok());
    }

    async fn a_survey_open_to_everybody_invites_nobody(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        let refused = invite::by_printed_codes(&marketer.installation, &marketer.slug, 1);
        assert!(matches!(refused, Err(InviteError::NeedsNoInvitation(_))));
        let nobody: Slug = "nobody".parse().unwrap();
        let refused = invite::count(&marketer.installation, &nobody);
        assert!(matches!(refused, Err(InviteError::Unknown(_))));
    }

    async fn a_wave_after_a_destroyed_key_has_new_codes(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        let list = || vec!["ada@b.de".parse().unwrap()];
        marketer.opens_a_wave();
        let before = invite::by_address(installation, slug, list()).unwrap().addressed[0].code;
        assert!(Respondent::at(&marketer).await.sends_with(Some(before)).await.is_ok());
        marketer.closes_the_wave();
        invite::destroy_keys(installation, slug).unwrap();
        marketer.opens_a_wave();
        let after = invite::by_address(installation, slug, list()).unwrap().addressed[0].code;
        assert_ne!(before, after);
        assert!(is_refused(&Respondent::at(&marketer).await.sends_with(Some(before)).await));
        assert!(Respondent::at(&marketer).await.sends_with(Some(after)).await.is_ok());
    }

    async fn nothing_is_brought_in_past_the_codes(engine: &Engine) {
        let marketer = Marketer::invites(engine.open(), "small");
        marketer.opens_a_wave();
        let file = engine.folder.path().join("rows.csv");
        std::fs::write(&file, "reasons,customer,comment\nads,no,\n").unwrap();
        let imported = import_responses::import_responses(
            &marketer.installation, &marketer.slug, &file, Lacking::Refuse, |_| {},
        );
        assert!(matches!(imported.await, Err(ImportError::ByInvitation(_))));
    }
}
