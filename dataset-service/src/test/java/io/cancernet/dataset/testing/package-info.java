/** What the tests of this service share. */
@NullMarked
package io.cancernet.dataset.testing;

import org.jspecify.annotations.NullMarked;
