/** @file The chosen recipe, spelled out: in one line, as a formula, and whether it is on-policy distillation at all. */
import { recipeById } from '../../methods/catalogue/registry.ts'
import { useAppState } from '../../store/hooks.ts'
import './recipe-card.css'

export function RecipeCard() {
  const { name, description, source, note } = recipeById(useAppState((state) => state.settings.recipe))
  return (
    <section className="recipe-card" aria-labelledby="recipe-card-heading">
      <h3 id="recipe-card-heading" className="heading">
        {name}
      </h3>
      <p>{description}</p>
      {note && <p className="recipe-card-note">{note}</p>}
      <p className="recipe-card-note">{source}</p>
    </section>
  )
}
