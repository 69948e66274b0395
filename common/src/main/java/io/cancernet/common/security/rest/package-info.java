/** Refusals of requests that lack a token or a role. */
@NullMarked
package io.cancernet.common.security.rest;

import org.jspecify.annotations.NullMarked;
