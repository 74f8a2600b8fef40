//! The link by which a member joins, by mail.

use whynot::membership::role::Role;
use whynot::operations::mailing;

use super::SURVEY;
use super::post_office::PostOffice;
use crate::web::RunningSite;

#[test]
fn an_invited_member_gets_one_mail_however_often_the_button_is_pressed() {
    let Some(office) = PostOffice::open(0) else {
        return;
    };
    let site = RunningSite::with(SURVEY);
    mailing::configure(&site.installation, office.server()).expect("mail");
    let owner = site.signed_in(Role::Owner, "Olivia");
    let page = owner.get("/studio/members/invite");
    let form = page.attribute("input[name=form]", "value");
    let fields = [
        ("form", form.as_str()),
        ("name", "Esther"),
        ("address", "esther@example.org"),
        ("role", "executive"),
    ];
    let invited = owner.post("/studio/members/invite", &fields);
    assert_eq!(invited.status, 200);
    assert!(
        invited
            .text(".said")
            .contains("is on its way to esther@example.org")
    );
    let again = owner.post("/studio/members/invite", &fields);
    assert_eq!(again.status, 200);
    assert!(
        again
            .text(".said")
            .contains("pressed twice; the mail went out once")
    );
    let link = invited.text(".ticket");
    assert_eq!(again.text(".ticket"), link);
    let mail = office.mail();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["esther@example.org"]);
    assert_eq!(
        mail[0].header("Subject").as_deref(),
        Some("You are invited to whynot")
    );
    assert!(mail[0].plain().contains(&link), "{}", mail[0].plain());
    // No list, so no way out of one.
    assert_eq!(mail[0].header("List-Unsubscribe"), None);
    let path = link
        .strip_prefix(&site.address)
        .expect("a link to this site");
    assert_eq!(site.anonymous().get(path).status, 200);
}

#[test]
fn a_new_password_is_mailed_once_a_form() {
    let Some(office) = PostOffice::open(0) else {
        return;
    };
    let site = RunningSite::with(SURVEY);
    mailing::configure(&site.installation, office.server()).expect("mail");
    let owner = site.signed_in(Role::Owner, "Olivia");
    let esther = site.member(Role::Executive, "Esther");
    let path = format!("/studio/members/{}", esther.id);
    let form = owner
        .get(&path)
        .first_attribute("input[name=form]", "value");
    let press = || owner.post(&path, &[("go", "link"), ("form", &form)]);
    let (first, second) = (press(), press());
    assert_eq!(first.text(".ticket"), second.text(".ticket"));
    assert_eq!(office.mail().len(), 1);
    assert_eq!(
        office.mail()[0].header("Subject").as_deref(),
        Some("Your new whynot password")
    );
    // Another look at the page is another form.
    let form = owner
        .get(&path)
        .first_attribute("input[name=form]", "value");
    owner.post(&path, &[("go", "link"), ("form", &form)]);
    assert_eq!(office.mail().len(), 2);
}
