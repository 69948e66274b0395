/** The audit over REST. */
@NullMarked
package io.cancernet.dataset.audit.rest;

import org.jspecify.annotations.NullMarked;
