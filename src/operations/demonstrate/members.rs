//! A member of each role for the demonstration, with passwords that are new
//! each time.

use super::DemonstrationError;
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::member::invite::{self, NewMember};
use crate::operations::member::{MemberError, accept, departments};
use crate::operations::share::{ShareError, arrange, give};
use crate::privacy::crockford;
use crate::random;
use crate::store::sessions;
use crate::survey::identifier::Slug;

/// How somebody of this role signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadySignIn {
    pub role: Role,
    pub address: String,
    pub password: String,
}

const PRODUCT: &str = "Product";

const PEOPLE: [(Role, &str, Option<&str>); 3] = [
    (Role::Owner, "Olivia Hart", None),
    (Role::Marketer, "Marek Novák", Some("Marketing")),
    (Role::Executive, "Esther Lind", Some(PRODUCT)),
];

/// Four groups of four characters: 80 bits.
fn new_password() -> Result<String, OperationError> {
    let number = u128::from_be_bytes(random::bytes()?);
    let groups = [60, 40, 20, 0].map(|shift| crockford::encode(number >> shift, 4).to_lowercase());
    Ok(groups.join("-"))
}

/// Makes them; they have joined, and nobody is signed in.
pub async fn make_members(
    installation: &Installation,
) -> Result<Vec<ReadySignIn>, DemonstrationError> {
    let mut ready = Vec::new();
    for (role, name, department) in PEOPLE {
        let damaged = |_| OperationError::Damaged("a member of the demonstration");
        let name = Name::parse(name).map_err(damaged)?;
        let department = department.map(Name::parse);
        let department = department.transpose().map_err(damaged)?;
        let department = department.map(|name| departments::add(installation, &name));
        let address = format!("{role}@demo.example");
        let new = NewMember {
            address: address
                .parse()
                .map_err(|_not_one| OperationError::Damaged("an address of the demonstration"))?,
            name: name.clone(),
            role,
            departments: department.transpose()?.into_iter().collect(),
        };
        let link = invite::new_link()?;
        let member = invite::invite(installation, &new, link)?;
        let password = new_password()?;
        accept::accept(installation, link, name, &password).await?;
        installation.store.in_transaction(|connection| {
            sessions::delete_other_sessions(connection, member, None)
        })?;
        ready.push(ReadySignIn {
            role,
            address,
            password,
        });
    }
    Ok(ready)
}

/// Gives the executive's department a board, so that there is one to look at.
pub fn give_a_board(installation: &Installation, slug: &Slug) -> Result<(), ShareError> {
    let name = Name::parse("Management").map_err(|_not_one| ShareError::Unknown)?;
    let board = arrange::add(installation, slug, &name, arrange::new_form()?)?;
    let departments = departments::list(installation)?.into_iter();
    let product: Vec<i64> = departments
        .filter(|department| department.name == PRODUCT)
        .map(|department| department.id)
        .collect();
    give::give(installation, slug, board, &[], &product)
}

impl From<MemberError> for DemonstrationError {
    fn from(error: MemberError) -> Self {
        match error {
            MemberError::Operation(error) => Self::Operation(error),
            other => Self::Member(other.to_string()),
        }
    }
}
