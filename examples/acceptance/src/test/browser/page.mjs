// Loads a GLB with three.js and answers what the tests ask: names, poses, pictures.
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

let renderer;
let scene;
let camera;
let gltf;
let mixer;

function morphing() {
  const found = [];
  gltf.scene.traverse((object) => {
    if (object.isMesh && object.morphTargetDictionary) found.push(object);
  });
  return found;
}

async function load(url, view) {
  renderer = new THREE.WebGLRenderer({ alpha: true, antialias: false, preserveDrawingBuffer: true });
  renderer.setPixelRatio(1);
  renderer.setSize(view.width, view.height);
  renderer.setClearColor(0x000000, 0);
  document.body.appendChild(renderer.domElement);
  scene = new THREE.Scene();
  scene.add(new THREE.HemisphereLight(0xffffff, 0x8090a0, 1.5));
  const sun = new THREE.DirectionalLight(0xffffff, 2.5);
  sun.position.set(0.5, 0.8, 1);
  scene.add(sun);
  camera = new THREE.PerspectiveCamera(
    (view.fieldOfView * 180) / Math.PI, view.width / view.height, 0.05, 10);
  camera.position.set(...view.eye);
  camera.lookAt(...view.target);
  gltf = await new GLTFLoader().loadAsync(url);
  scene.add(gltf.scene);
  mixer = new THREE.AnimationMixer(gltf.scene);
  return {
    targets: morphing().map((mesh) => ({
      mesh: mesh.name,
      names: Object.keys(mesh.morphTargetDictionary),
      rest: Array.from(mesh.morphTargetInfluences),
    })),
    animations: gltf.animations.map((clip) => ({ name: clip.name, duration: clip.duration })),
  };
}

// Sets a slider on every mesh that has it; all others to 0.
function weigh(weights) {
  for (const mesh of morphing()) {
    mesh.morphTargetInfluences.fill(0);
    for (const [name, value] of Object.entries(weights)) {
      const index = mesh.morphTargetDictionary[name];
      if (index !== undefined) mesh.morphTargetInfluences[index] = value;
    }
  }
}

function picture(withBlended) {
  const hidden = [];
  scene.traverse((object) => {
    if (!withBlended && object.isMesh && object.material.transparent) {
      object.visible = false;
      hidden.push(object);
    }
  });
  renderer.render(scene, camera);
  hidden.forEach((object) => { object.visible = true; });
  return renderer.domElement.toDataURL('image/png');
}

// Plays a clip up to a time; gives the weights and the rotation of a joint that result.
function play(name, time, joint) {
  mixer.stopAllAction();
  const action = mixer.clipAction(gltf.animations.find((clip) => clip.name === name));
  action.play();
  mixer.setTime(time);
  const weights = {};
  for (const mesh of morphing()) {
    for (const [target, index] of Object.entries(mesh.morphTargetDictionary)) {
      weights[target] = mesh.morphTargetInfluences[index];
    }
  }
  const object = gltf.scene.getObjectByName(joint);
  return { weights, rotation: object ? object.quaternion.toArray() : [] };
}

function stop() {
  mixer.stopAllAction();
}

window.mien = { load, weigh, picture, play, stop };
