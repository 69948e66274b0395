/** Tests of the engines. */
@NullMarked
package io.cancernet.inference.model.djl;

import org.jspecify.annotations.NullMarked;
