/** The promoted models: which are known, which is live, which are in memory. */
@NullMarked
package io.cancernet.inference.model;

import org.jspecify.annotations.NullMarked;
