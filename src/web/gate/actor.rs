//! Who asks, as a type that a handler cannot forget to ask for.
//!
//! The gate has looked already; each extractor looks again at the role, so that
//! a handler under the wrong row of the route table refuses everybody.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use crate::membership::role::Role;
use crate::operations::member::session::SignedIn;
use crate::web::errors::{AppError, Missing};

/// Anybody, signed in or not, at the addresses for becoming a member.
pub struct Guest(pub Option<SignedIn>);

/// Somebody who has signed in.
pub struct Member(SignedIn);

/// Somebody who makes surveys.
pub struct Marketer(SignedIn);

/// Somebody who decides on members.
pub struct Owner(SignedIn);

fn signed_in(request: &HttpRequest) -> Option<SignedIn> {
    request.extensions().get::<SignedIn>().cloned()
}

fn with_role(request: &HttpRequest, may: fn(Role) -> bool) -> Ready<Result<SignedIn, AppError>> {
    let found = signed_in(request).filter(|signed_in| may(signed_in.member.role));
    ready(found.ok_or(AppError::NotFound(Missing::Page)))
}

impl FromRequest for Guest {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(signed_in(request))))
    }
}

macro_rules! actor {
    ($actor:ident, $may:expr) => {
        impl FromRequest for $actor {
            type Error = AppError;
            type Future = Ready<Result<Self, AppError>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(with_role(request, $may).into_inner().map(Self))
            }
        }

        impl Deref for $actor {
            type Target = SignedIn;

            fn deref(&self) -> &SignedIn {
                &self.0
            }
        }
    };
}

actor!(Member, |_| true);
actor!(Marketer, Role::makes_surveys);
actor!(Owner, Role::decides_on_members);
