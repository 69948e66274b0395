/** Tests of the promoted models with fakes. */
@NullMarked
package io.cancernet.inference.model;

import org.jspecify.annotations.NullMarked;
