/** Tests of scoring with fakes. */
@NullMarked
package io.cancernet.inference.scoring;

import org.jspecify.annotations.NullMarked;
