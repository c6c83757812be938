// Opens and closes what a button names by `commandfor`, in browsers that do not do it by themselves.
if (!('commandForElement' in HTMLButtonElement.prototype)) {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[commandfor]') : null;
    const target = document.getElementById(button?.getAttribute('commandfor') ?? '');
    const command = button?.getAttribute('command');
    if (target instanceof HTMLDialogElement) {
      if (command === 'close') target.close();
      else if (!target.open) target.showModal();
    } else target?.togglePopover(command === 'show-popover');
  });
}
