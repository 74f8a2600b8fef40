//! Departments: the parts of the organisation that results are routed to.

use super::MemberError;
use crate::limits::DEPARTMENTS_MAX;
use crate::membership::name::Name;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random;
use crate::store::error::StoreError;
use crate::store::members::{self, DepartmentRow};

/// By name.
pub fn list(installation: &Installation) -> Result<Vec<DepartmentRow>, OperationError> {
    Ok(members::list_departments(
        &mut *installation.store.connection()?,
    )?)
}

/// Returns its id.
pub fn add(installation: &Installation, name: &Name) -> Result<i64, MemberError> {
    let added = installation.store.in_transaction(|connection| {
        members::lock_members(connection)?;
        let known = members::list_departments(connection)?;
        if known.len() as i64 >= DEPARTMENTS_MAX {
            return Err(MemberError::TooManyDepartments);
        }
        let row = DepartmentRow {
            id: random::id()?,
            name: name.to_string(),
        };
        members::insert_department(connection, &row)?;
        Ok(row.id)
    });
    added.map_err(known_name)
}

pub fn rename(
    installation: &Installation,
    department: i64,
    name: &Name,
) -> Result<(), MemberError> {
    let renamed = installation.store.in_transaction(|connection| {
        Ok(members::update_department(
            connection,
            department,
            name.as_str(),
        )?)
    });
    match renamed.map_err(known_name)? {
        true => Ok(()),
        false => Err(MemberError::Unknown),
    }
}

/// Its members stay members.
pub fn remove(installation: &Installation, department: i64) -> Result<(), MemberError> {
    let removed = installation
        .store
        .in_transaction(|connection| members::delete_department(connection, department))?;
    removed.then_some(()).ok_or(MemberError::Unknown)
}

fn known_name(error: MemberError) -> MemberError {
    match error {
        MemberError::Operation(OperationError::Store(StoreError::Conflict { .. })) => {
            MemberError::KnownDepartment
        }
        other => other,
    }
}
