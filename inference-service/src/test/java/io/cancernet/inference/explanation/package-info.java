/** Tests of explanations with fakes. */
@NullMarked
package io.cancernet.inference.explanation;

import org.jspecify.annotations.NullMarked;
