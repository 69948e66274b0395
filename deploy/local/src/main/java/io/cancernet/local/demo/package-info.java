/** The main job from a folder of patches to scores, and the summary of what came out. */
@NullMarked
package io.cancernet.local.demo;

import org.jspecify.annotations.NullMarked;
