/**
 * Shows the button that ticks all records of a list at once, and unticks them
 * when all are.
 */
export function tickAll() {
  const button = document.getElementById('tick-all')
  if (!button) {
    return
  }
  const boxes = [...button.form.querySelectorAll('input[type="checkbox"][name="ref"]')]
  const words = button.textContent.trim()
  const allTicked = () => boxes.every((box) => box.checked)
  const name = () => {
    button.textContent = allTicked() ? 'Untick all on this page' : words
  }
  button.addEventListener('click', () => {
    const tick = !allTicked()
    boxes.forEach((box) => {
      box.checked = tick
    })
    name()
  })
  boxes.forEach((box) => box.addEventListener('change', name))
  button.hidden = false
  name()
}
