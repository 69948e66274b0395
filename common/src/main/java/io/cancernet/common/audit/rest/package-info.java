/** The audit over REST: what is written there about requests, and how it is read. */
@NullMarked
package io.cancernet.common.audit.rest;

import org.jspecify.annotations.NullMarked;
