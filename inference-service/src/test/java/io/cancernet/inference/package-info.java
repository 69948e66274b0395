/** Tests of the service as a whole. */
@NullMarked
package io.cancernet.inference;

import org.jspecify.annotations.NullMarked;
