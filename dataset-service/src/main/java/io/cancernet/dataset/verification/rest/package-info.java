/** Verifications over REST. */
@NullMarked
package io.cancernet.dataset.verification.rest;

import org.jspecify.annotations.NullMarked;
