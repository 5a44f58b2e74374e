// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // Regular expressions would be a fifth of lightend's code, and nothing here uses them.
  .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
]

// Small programs: unused code dropped, and relocations packed so that they touch fewer pages.
let linking: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "--as-needed",
      "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
    ], .when(configuration: .release))
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
    .systemLibrary(name: "CLinux"),

    // Each wraps one of them, and is the only module that imports it.
    .target(name: "GLibKit", dependencies: ["CGLib"], swiftSettings: settings),
    .target(name: "DBusKit", dependencies: ["CGLib", "GLibKit"], swiftSettings: settings),
    .target(name: "UdevKit", dependencies: ["CUdev", "GLibKit"], swiftSettings: settings),
    .target(name: "CProcessMemory", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .target(name: "CStandardStreams", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .target(name: "ProcessKit", dependencies: ["CProcessMemory"], swiftSettings: settings),

    // The program itself; dependencies point down.
    .target(name: "LightenCore", swiftSettings: settings),
    .target(
      name: "LightenInterface", dependencies: ["DBusKit", "GLibKit", "LightenCore"],
      resources: [.embedInCode("dbus")], swiftSettings: settings),
    .target(name: "LightenSysfs", dependencies: ["GLibKit"], swiftSettings: settings),
    .target(
      name: "LightenDevices",
      dependencies: [
        "CLinux", "DBusKit", "GLibKit", "LightenCore", "LightenSysfs", "LightenWorkerProtocol",
        "UdevKit",
      ],
      swiftSettings: settings),
    .target(
      name: "LightenService",
      dependencies: [
        "DBusKit", "GLibKit", "LightenCore", "LightenDevices", "LightenInterface", "LightenSysfs",
        "ProcessKit",
      ], swiftSettings: settings),
    .target(
      name: "LightenDoctor",
      dependencies: ["DBusKit", "GLibKit", "LightenCore", "LightenInterface", "LightenSysfs"],
      swiftSettings: settings),
    .target(
      name: "LightenCommand",
      dependencies: [
        "DBusKit", "GLibKit", "LightenCore", "LightenDoctor", "LightenInterface",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    // The worker: the only program that links libddcutil.
    .target(name: "LightenWorkerProtocol", swiftSettings: settings),
    .target(name: "CWorkerProcess", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .target(
      name: "LightenWorker",
      dependencies: ["CDdcutil", "CWorkerProcess", "LightenWorkerProtocol", "ProcessKit"],
      swiftSettings: settings),

    // Executables: wiring only.
    .executableTarget(
      name: "lightend",
      dependencies: [
        "CStandardStreams", "GLibKit", "LightenCore", "LightenInterface", "LightenService",
        "ProcessKit",
      ],
      swiftSettings: settings, linkerSettings: linking),
    .executableTarget(
      name: "lighten", dependencies: ["CStandardStreams", "LightenCommand"],
      swiftSettings: settings,
      linkerSettings: linking),
    .executableTarget(
      name: "lighten-ddc",
      dependencies: ["CStandardStreams", "LightenWorker", "LightenWorkerProtocol", "ProcessKit"],
      swiftSettings: settings, linkerSettings: linking),

    // Tests. The programs themselves are tested by Tests/BlackBox.
    .target(
      name: "LoopTestSupport", dependencies: ["CGLib", "GLibKit"],
      path: "Tests/GLibKitTests/Support",
      swiftSettings: settings),
    .target(
      name: "BusTestSupport", dependencies: ["CGLib", "DBusKit", "GLibKit", "LoopTestSupport"],
      path: "Tests/DBusKitTests/Support", swiftSettings: settings),
    .testTarget(
      name: "DBusKitTests",
      dependencies: ["BusTestSupport", "DBusKit", "GLibKit", "LoopTestSupport"],
      exclude: ["Support"], swiftSettings: settings),
    .testTarget(
      name: "GLibKitTests", dependencies: ["GLibKit", "LoopTestSupport"], exclude: ["Support"],
      swiftSettings: settings),
    .testTarget(
      name: "LightenCommandTests",
      dependencies: [
        "GLibKit", "LightenCommand", "LightenCore", "LightenInterface", "LoopTestSupport",
      ],
      swiftSettings: settings),
    .target(
      name: "DisplayHistories", dependencies: ["LightenCore"], path: "Tests/DisplayHistories",
      swiftSettings: settings),
    .executableTarget(
      name: "histories", dependencies: ["DisplayHistories", "LightenCore"],
      path: "Tests/Histories", swiftSettings: settings),
    .testTarget(
      name: "LightenCoreTests", dependencies: ["DisplayHistories", "LightenCore"],
      swiftSettings: settings),
    .testTarget(
      name: "LightenDevicesTests",
      dependencies: [
        "BusTestSupport", "DBusKit", "GLibKit", "LightenCore", "LightenDevices", "LightenSysfs",
        "LightenWorkerProtocol", "LoopTestSupport", "UdevKit",
      ], swiftSettings: settings),
    .testTarget(
      name: "LightenDoctorTests",
      dependencies: [
        "GLibKit", "LightenCore", "LightenDoctor", "LightenInterface", "LightenSysfs",
        "LoopTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LightenInterfaceTests",
      dependencies: [
        "CGLib", "DBusKit", "GLibKit", "LightenCore", "LightenInterface", "LoopTestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "LightenServiceTests",
      dependencies: [
        "GLibKit", "LightenCore", "LightenDevices", "LightenService", "LoopTestSupport",
      ], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
