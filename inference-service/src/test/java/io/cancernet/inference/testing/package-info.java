/** Models, slides and fakes for the tests. */
@NullMarked
package io.cancernet.inference.testing;

import org.jspecify.annotations.NullMarked;
