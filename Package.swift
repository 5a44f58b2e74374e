// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "lighten",
  products: [
    .executable(name: "lightend", targets: ["lightend"]),
    .executable(name: "lighten", targets: ["lighten"]),
    .executable(name: "lighten-ddc", targets: ["lighten-ddc"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C libraries: a module map and one header each.
    .systemLibrary(
      name: "CGLib", pkgConfig: "gio-unix-2.0", providers: [.apt(["libglib2.0-dev"])]),
    .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
    .systemLibrary(
      name: "CDdcutil", pkgConfig: "ddcutil", providers: [.apt(["libddcutil-dev"])]),

    // Each wraps one of them, and is the only module that imports it.
    .target(name: "GLibKit", dependencies: ["CGLib"], swiftSettings: settings),
    .target(name: "DBusKit", dependencies: ["CGLib", "GLibKit"], swiftSettings: settings),
    .target(name: "UdevKit", dependencies: ["CUdev", "GLibKit"], swiftSettings: settings),

    // The program itself; dependencies point down.
    .target(name: "LightenCore", swiftSettings: settings),
    .target(
      name: "LightenInterface", dependencies: ["DBusKit", "GLibKit", "LightenCore"],
      resources: [.embedInCode("dbus")], swiftSettings: settings),
    .target(
      name: "LightenDevices",
      dependencies: ["DBusKit", "GLibKit", "LightenCore", "LightenWorkerProtocol", "UdevKit"],
      swiftSettings: settings),
    .target(
      name: "LightenService",
      dependencies: ["DBusKit", "GLibKit", "LightenCore", "LightenDevices", "LightenInterface"],
      swiftSettings: settings),
    .target(
      name: "LightenCommand",
      dependencies: [
        "DBusKit", "GLibKit", "LightenCore", "LightenInterface",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    // The worker: the only program that links libddcutil.
    .target(name: "LightenWorkerProtocol", dependencies: ["GLibKit"], swiftSettings: settings),
    .target(name: "CBusFilter", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .target(
      name: "LightenWorker",
      dependencies: ["CBusFilter", "CDdcutil", "GLibKit", "LightenWorkerProtocol"],
      swiftSettings: settings),

    // Executables: wiring only.
    .executableTarget(
      name: "lightend",
      dependencies: [
        "LightenService", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(name: "lighten", dependencies: ["LightenCommand"], swiftSettings: settings),
    .executableTarget(
      name: "lighten-ddc", dependencies: ["LightenWorker"], swiftSettings: settings),

    .testTarget(name: "LightenCoreTests", dependencies: ["LightenCore"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
