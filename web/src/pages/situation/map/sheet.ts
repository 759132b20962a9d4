import { DomUtil, Layer, type LatLng, type LeafletEvent, type Map as LeafletMap, type Point, type ZoomAnimEvent } from "leaflet";

import { type Area, WORLD } from "./world";

/** What is drawn on, and how the map's own coordinates become its pixels: x * scale + left, y * scale + top. */
export interface Frame {
  ctx: CanvasRenderingContext2D;
  zoom: number;
  scale: number;
  left: number;
  top: number;
  /** What the sheet covers, more than what is seen of it. */
  area: Area;
  /** What is seen of it while the map stands still, in pixels. */
  window: Area;
}

// how much of the map's size a sheet goes beyond it on each side, so that it can be moved a while without drawing
const BEYOND = 0.3;
// finer screens cost four times the work and show hardly more
const FINEST = 2;

/** A canvas over the map that moves and grows with it and is drawn anew when it stands still, or has moved too far. */
export class Sheet extends Layer {
  readonly canvas = DomUtil.create("canvas", "leaflet-zoom-animated");
  private at: { centre: LatLng; zoom: number; corner: Point } | null = null;
  private due = 0;

  constructor(
    private readonly paint: (frame: Frame) => void,
    private readonly pane: string,
  ) {
    super();
  }

  override onAdd(map: LeafletMap): this {
    this.canvas.setAttribute("aria-hidden", "true");
    map.getPane(this.pane)?.append(this.canvas);
    this.draw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.due);
    this.canvas.remove();
    return this;
  }

  override getEvents() {
    return {
      viewreset: () => this.draw(),
      moveend: () => this.draw(),
      resize: () => this.draw(),
      move: () => this.follow(),
      zoomanim: (event: LeafletEvent) => this.grow(event as ZoomAnimEvent),
    };
  }

  /** Draw soon, once for all who ask before the next frame. */
  later(): void {
    cancelAnimationFrame(this.due);
    this.due = requestAnimationFrame(() => this.draw());
  }

  /** Draw what the sheet covers now. */
  draw(): void {
    const map = this._map;
    if (!map) return;
    cancelAnimationFrame(this.due);
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-BEYOND)).round();
    const [width, height] = [Math.ceil(size.x * (1 + 2 * BEYOND)), Math.ceil(size.y * (1 + 2 * BEYOND))];
    const fine = Math.min(devicePixelRatio || 1, FINEST);
    const [across, down] = [Math.round(width * fine), Math.round(height * fine)];
    if (this.canvas.width !== across || this.canvas.height !== down) {
      this.canvas.width = across;
      this.canvas.height = down;
      this.canvas.style.setProperty("width", `${width}px`);
      this.canvas.style.setProperty("height", `${height}px`);
    }
    const ctx = this.canvas.getContext("2d");
    if (!ctx) return;
    ctx.setTransform(fine, 0, 0, fine, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const zoom = map.getZoom();
    const scale = WORLD * 2 ** zoom;
    const origin = map.getPixelOrigin().add(corner);
    const area = { left: origin.x / scale, top: origin.y / scale, right: (origin.x + width) / scale, bottom: (origin.y + height) / scale };
    const [side, above] = [-map.layerPointToContainerPoint(corner).x, -map.layerPointToContainerPoint(corner).y];
    const window = { left: side, top: above, right: side + size.x, bottom: above + size.y };
    this.paint({ ctx, zoom, scale, left: -origin.x, top: -origin.y, area, window });
    DomUtil.setTransform(this.canvas, corner, 1);
    this.at = { centre: map.getCenter(), zoom, corner };
  }

  // while it is dragged, the sheet lies where it is; at its edge it is drawn anew
  private follow(): void {
    const map = this._map;
    if (!map || !this.at || map.getZoom() !== this.at.zoom) return;
    const size = map.getSize();
    const shift = map.containerPointToLayerPoint(size.multiplyBy(-BEYOND)).subtract(this.at.corner);
    if (Math.abs(shift.x) > size.x * BEYOND || Math.abs(shift.y) > size.y * BEYOND) this.draw();
  }

  // to where the map goes, as it goes there
  private grow({ center, zoom }: ZoomAnimEvent): void {
    const map = this._map;
    if (!map || !this.at) return;
    const half = map.getSize().divideBy(2);
    const pane = map.containerPointToLayerPoint([0, 0]).multiplyBy(-1);
    const origin = map.project(center, zoom).subtract(half).add(pane).round();
    const scale = map.getZoomScale(zoom, this.at.zoom);
    const corner = map.project(this.at.centre, zoom).subtract(map.getSize().multiplyBy(scale * (0.5 + BEYOND)));
    DomUtil.setTransform(this.canvas, corner.subtract(origin), scale);
  }
}
