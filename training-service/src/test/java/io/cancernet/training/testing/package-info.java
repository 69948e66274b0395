/** Data and listeners that several tests of this service use. */
@NullMarked
package io.cancernet.training.testing;

import org.jspecify.annotations.NullMarked;
