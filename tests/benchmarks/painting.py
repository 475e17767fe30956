"""When a page is altered for the last time, be it in the document or on a canvas."""


def watch(within: str) -> str:
    """JavaScript that keeps the moment of the last change in `window.painted`.

    Only what stands within an element of this selector counts, but nothing inside a canvas: that is
    a table's copy for screen readers, which the table itself holds back for a while.
    """
    return """
    window.painted = 0;
    const now = () => { window.painted = performance.now(); };
    const seen = ({target}) => {
        const element = target.closest ? target : target.parentElement;
        return element?.closest('WITHIN') && !element.closest('canvas'); };
    new MutationObserver(all => { if (all.some(seen)) now(); }).observe(
        document, {subtree: true, childList: true, characterData: true});
    for (const name of ['clearRect', 'drawImage', 'fillText']) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...args) {
            if (this.canvas.closest?.('WITHIN')) now();
            return draw.apply(this, args); }; }""".replace("WITHIN", within)
