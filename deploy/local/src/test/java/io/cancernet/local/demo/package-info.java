/** Tests of demo. */
@NullMarked
package io.cancernet.local.demo;

import org.jspecify.annotations.NullMarked;
