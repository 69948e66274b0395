/** Traces of slides in Postgres. */
@NullMarked
package io.cancernet.inference.erasure.postgres;

import org.jspecify.annotations.NullMarked;
