/** Tests of sample. */
@NullMarked
package io.cancernet.local.sample;

import org.jspecify.annotations.NullMarked;
