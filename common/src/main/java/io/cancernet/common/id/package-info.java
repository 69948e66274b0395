/** Identifiers, all deterministic: doing a thing twice is doing it once. */
@NullMarked
package io.cancernet.common.id;

import org.jspecify.annotations.NullMarked;
