/** The record of who had what deleted. */
@NullMarked
package io.cancernet.dataset.audit;

import org.jspecify.annotations.NullMarked;
