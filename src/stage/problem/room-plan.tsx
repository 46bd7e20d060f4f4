/** @file The rooms of a quest drawn as a plan: north is up, each room has its number, as the problem's text names it. */
import { list, t } from '../../i18n/words.ts'
import type { Room, RoomMap } from '../../world/types.ts'

const SIDE = 34
/** So that the outer lines are drawn whole. */
const RIM = 1

/** Drawn around the room's middle. */
const WALKER = 'M17 13a3.5 3.5 0 1 0 .01 0zM10 30c0-11 14-11 14 0z'
const KEY = 'M11 19a4 4 0 1 0 .01 0zM15 22h11v5h-3v-3h-8z'
const DOOR = 'M11 30V13h12v17zM20 21h1.5v2H20z'

const nameOf = ({ column, row }: Room): string => `${column}${row}`
const among = (rooms: readonly Room[], { column, row }: Room): boolean =>
  rooms.some((room) => room.column === column && room.row === row)

export function RoomPlan({ rooms }: { readonly rooms: RoomMap }) {
  const { size, start, key, door, walls } = rooms
  const whole = size * SIDE + 2 * RIM
  const signs = [
    { room: start, sign: WALKER },
    { room: key, sign: KEY },
    { room: door, sign: DOOR },
  ]
  const all = Array.from(
    { length: size * size },
    (_, i): Room => ({ column: 1 + (i % size), row: size - Math.floor(i / size) }),
  )
  const words = t('Plan of the rooms, north up: start in {start}, key in {key}, door in {door}, walls: {walls}.', {
    start: nameOf(start),
    key: nameOf(key),
    door: nameOf(door),
    walls: walls.length === 0 ? t('none') : list(walls.map(nameOf)),
  })
  return (
    <svg className="room-plan" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={words}>
      <title>{words}</title>
      {all.map((room) => {
        const [x, y] = [RIM + (room.column - 1) * SIDE, RIM + (size - room.row) * SIDE]
        const sign = signs.find((each) => among([each.room], room))?.sign
        return (
          <g key={nameOf(room)} transform={`translate(${x} ${y})`}>
            <rect className={among(walls, room) ? 'wall' : undefined} width={SIDE} height={SIDE} />
            {!among(walls, room) && (
              <text x={3} y={10}>
                {nameOf(room)}
              </text>
            )}
            {sign && <path className="thing" d={sign} />}
          </g>
        )
      })}
    </svg>
  )
}
