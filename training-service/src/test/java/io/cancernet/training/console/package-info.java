/** Tests of the console's files and of how they are served; browsers use them in the tests of deploy/local. */
@NullMarked
package io.cancernet.training.console;

import org.jspecify.annotations.NullMarked;
