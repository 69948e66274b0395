// Who looks at the page, and what they may do. The server decides; this only spares people buttons that it would refuse.

import {get, TRAINING} from './api.js';

let known;

/** Name and roles of who is signed in; without a login on the server nobody is, and everything is allowed. */
export function me() {
    known ??= ask().catch(failure => {
        known = undefined;
        throw failure;
    });
    return known;
}

async function ask() {
    try {
        const {name, roles, authenticated} = await get(`${TRAINING}/me`);
        return {name: authenticated ? name : undefined, roles};
    } catch (failure) {
        if (failure.status === 404) {
            return {name: undefined, roles: undefined};
        }
        throw failure;
    }
}

/** Whether who is signed in has one of the roles: viewer, operator, trainer, approver. */
export async function may(...roles) {
    try {
        const {roles: held} = await me();
        return held === undefined || roles.some(role => held.includes(role));
    } catch (failure) {
        return false;
    }
}
