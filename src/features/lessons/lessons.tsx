/** @file The lessons' way onto the page: a button in the masthead, the list, and the card of the step that is on. */
import { useEffect, useRef } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import './lessons.css'

const LessonList = lazily(async () => (await import('./lesson-list.tsx')).LessonList)
const LessonCard = lazily(async () => (await import('./lesson-card.tsx')).LessonCard)

/** Whoever leaves a lesson finds the keyboard's place here, where the way in was. */
export function LessonsButton() {
  const on = useAppState((state) => state.lessons.at !== null)
  const was = useRef(on)
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (was.current && !on) place.current?.querySelector('button')?.focus({ preventScroll: true })
    was.current = on
  }, [on])
  return (
    <span ref={place}>
      <ActionButton name="toggleLessons" tone="quiet" />
    </span>
  )
}

/** What lies over the page; both parts are fetched when they are first wanted. */
export function LessonLayer() {
  const listed = useAppState((state) => state.lessons.listed)
  const on = useAppState((state) => state.lessons.at !== null)
  return (
    <>
      {listed && <LessonList />}
      {on && (
        <div className="lesson-dock">
          <LessonCard />
        </div>
      )}
    </>
  )
}
