// Nothing moves for those who asked for that; for all others nothing moves by itself.

export const still = (tab) => tab.evaluate(() => {
  const problems = [];
  const moves = (duration) => duration.split(",").some((one) => parseFloat(one) > 0);
  for (const element of document.querySelectorAll("*")) {
    const { animationDuration, animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    if ((animationName !== "none" && moves(animationDuration)) || moves(transitionDuration) || scrollBehavior === "smooth") problems.push(`moves although readers asked it not to: ${element.outerHTML.slice(0, 60)}`);
  }
  return problems.slice(0, 3);
});

export const calm = (tab) => tab.evaluate(() => (document.getAnimations().length || document.querySelector("marquee, blink, video, audio, [autoplay]") ? ["moves by itself"] : []));
