function __lighten_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lighten_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __lighten_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lighten_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __lighten_parse_tokens -S
    set -l unparsed_tokens (__lighten_tokens -pc)
    switch $unparsed_tokens[1]
    case 'lighten'
        __lighten_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'list'
            __lighten_parse_subcommand 0 'json' 'q/quiet' 'version' 'h/help'
        case 'get'
            __lighten_parse_subcommand 0 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'set'
            __lighten_parse_subcommand -r 1 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'fade'
            __lighten_parse_subcommand 1 'd/display=+' 'q/quiet' 'for=' 'version' 'h/help'
        case 'restore'
            __lighten_parse_subcommand 0 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'normalize'
            __lighten_parse_subcommand 0 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'auto'
            __lighten_parse_subcommand 1 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'sensor'
            __lighten_parse_subcommand 0 'json' 'q/quiet' 'version' 'h/help'
        case 'status'
            __lighten_parse_subcommand 0 'd/display=+' 'json' 'q/quiet' 'version' 'h/help'
        case 'curve'
            __lighten_parse_subcommand 1 'd/display=+' 'json' 'svg=' 'forget' 'q/quiet' 'version' 'h/help'
        case 'watch'
            __lighten_parse_subcommand 0 'format=' 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'on'
            __lighten_parse_subcommand -r 2 'd/display=+' 'q/quiet' 'version' 'h/help'
        case 'vcp'
            __lighten_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'get'
                __lighten_parse_subcommand 1 'd/display=+' 'json' 'q/quiet' 'version' 'h/help'
            case 'set'
                __lighten_parse_subcommand 2 'd/display=+' 'q/quiet' 'version' 'h/help'
            case 'list'
                __lighten_parse_subcommand 0 'd/display=+' 'json' 'all' 'q/quiet' 'version' 'h/help'
            case 'capabilities'
                __lighten_parse_subcommand 0 'd/display=+' 'q/quiet' 'version' 'h/help'
            end
        case 'profile'
            __lighten_parse_subcommand 1 'json' 'q/quiet' 'version' 'h/help'
        case 'refresh'
            __lighten_parse_subcommand 0 'q/quiet' 'version' 'h/help'
        case 'doctor'
            __lighten_parse_subcommand 0 'json' 'q/quiet' 'version' 'h/help'
        case 'sim'
            __lighten_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'plug'
                __lighten_parse_subcommand 0 'manufacturer=' 'model=' 'serial=' 'connector=' 'brightness=' 'maximum=' 'internal' 'q/quiet' 'version' 'h/help'
            case 'unplug'
                __lighten_parse_subcommand 0 'd/display=' 'q/quiet' 'version' 'h/help'
            case 'fault'
                __lighten_parse_subcommand 1 'd/display=' 'q/quiet' 'version' 'h/help'
            case 'press'
                __lighten_parse_subcommand 1 'd/display=' 'q/quiet' 'version' 'h/help'
            case 'light'
                __lighten_parse_subcommand -r 1 'q/quiet' 'version' 'h/help'
            end
        case 'help'
            __lighten_parse_subcommand -r 1 'version'
        end
    end
end

function __lighten_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __lighten_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __lighten_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __lighten_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__lighten_tokens -p)
    if test -z "$(__lighten_tokens -t)"
        set -l index (count (__lighten_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'lighten' -f
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'list' -d 'Show every display.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'get' -d 'Show the brightness in percent.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'set' -d 'Set the brightness, or change it by percent points.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'fade' -d 'Move to a brightness in even steps.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'restore' -d 'Set the brightness that was learned for the present light.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'normalize' -d 'Set the brightness that is computed from the present light.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'auto' -d 'Switch automatic brightness, and show what it is now.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'sensor' -d 'Show the light in the room: the level, rounded.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'status' -d 'Show the light in the room and the brightness.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'curve' -d 'Draw the brightness that was learned for each light.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'watch' -d 'Show each change, until interrupted.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'on' -d 'Run a command for each event, until interrupted.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'vcp' -d 'Read and write VCP features of DDC/CI monitors.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'profile' -d 'Show the profiles of lightend.conf, or make one active.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'refresh' -d 'Look for monitors again and read from all of them.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'doctor' -d 'Explain why a monitor cannot be controlled, and say which command mends it.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'sim' -d 'Control the monitors and the light of “lightend --simulate”.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten list" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten list" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten list" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten get"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion get -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten get" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten get" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten set"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion set -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten set" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten set" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten fade"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion fade -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten fade" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten fade" for' -l 'for' -d 'How long it takes: 500ms, 2s, 1.5m, 1h; at most 24h.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten fade" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten fade" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten restore"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion restore -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten restore" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten restore" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten restore" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten normalize"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion normalize -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten normalize" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten normalize" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten normalize" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten auto"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion auto -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten auto" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten auto" -eq 1' -fka 'on off toggle'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten auto" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten auto" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sensor" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sensor" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sensor" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sensor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten status"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion status -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten status" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten status" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten status" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion curve -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" svg' -l 'svg' -d 'Write a picture with the curves of all displays into a file; - is standard output.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" forget' -l 'forget' -d 'Forget the point nearest to a light, or without a light everything.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten curve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten watch" format' -l 'format' -d 'How a line looks.' -rfka 'text json waybar polybar'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten watch"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion watch -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten watch" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten watch" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten watch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten on" -eq 1' -fka 'added removed changed wake'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten on"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion on -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten on" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten on" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten on" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp" -eq 1' -fa 'get' -d 'Show a feature\'s value.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp" -eq 1' -fa 'set' -d 'Set a feature to a value.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp" -eq 1' -fa 'list' -d 'Show which features a monitor has, and their values.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp" -eq 1' -fa 'capabilities' -d 'Show the capabilities string, as the monitor says it.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp get"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion vcp get -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp get" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp get" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp get" -eq 1' -fka 'new-control-value factory-reset brightness-reset geometry-reset color-reset color-temperature-increment color-temperature clock brightness contrast backlight color-preset red-gain green-gain blue-gain auto-setup horizontal-position vertical-position clock-phase active-control input volume ambient-light-sensor white-backlight red-black-level green-black-level blue-black-level gamma scaling sharpness saturation mute treble hue bass balance orientation horizontal-frequency vertical-frequency settings subpixel-layout technology usage-time application-key controller firmware osd language power auxiliary-power picture-mode version'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp get" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp set"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion vcp set -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp set" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp set" -eq 1' -fka 'new-control-value factory-reset brightness-reset geometry-reset color-reset color-temperature-increment color-temperature clock brightness contrast backlight color-preset red-gain green-gain blue-gain auto-setup horizontal-position vertical-position clock-phase active-control input volume ambient-light-sensor white-backlight red-black-level green-black-level blue-black-level gamma scaling sharpness saturation mute treble hue bass balance orientation horizontal-frequency vertical-frequency settings subpixel-layout technology usage-time application-key controller firmware osd language power auxiliary-power picture-mode version'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten vcp set" -eq 2' -fka '(__lighten_custom_completion ---completion vcp set -- positional@1 (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp set" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion vcp list -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list" all' -l 'all' -d 'Show every feature that has a name instead, and the names of all its values.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp capabilities"' -s 'd' -l 'display' -d 'A display: number, alias, connector, id, serial number or model; may be given again.' -rfka '(__lighten_custom_completion ---completion vcp capabilities -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp capabilities" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp capabilities" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten vcp capabilities" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten profile" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten profile" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten profile" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten profile" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten refresh" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten refresh" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten refresh" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten doctor" json' -l 'json' -d 'Write JSON.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten doctor" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten doctor" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten sim" -eq 1' -fa 'plug' -d 'Plug a monitor in, and show its number.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten sim" -eq 1' -fa 'unplug' -d 'Unplug a monitor.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten sim" -eq 1' -fa 'fault' -d 'Break a monitor: none, asleep, unresponsive, hang, slow or readonly.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten sim" -eq 1' -fa 'press' -d 'Change the brightness as the monitor\'s own buttons do.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_positional "lighten sim" -eq 1' -fa 'light' -d 'Set the light in the simulated room.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" manufacturer' -l 'manufacturer' -d 'Three letters, such as DEL.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" model' -l 'model' -d 'The model\'s name.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" serial' -l 'serial' -d 'The serial number.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" connector' -l 'connector' -d 'The connector, such as DP-1.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" brightness' -l 'brightness' -d 'The brightness, 0 to 100 percent.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" maximum' -l 'maximum' -d 'The raw maximum, 1 to 65535.' -rfka ''
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" internal' -l 'internal' -d 'A panel of a laptop.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim plug" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim unplug" d display' -s 'd' -l 'display' -d 'The display.' -rfka '(__lighten_custom_completion ---completion sim unplug -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim unplug" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim unplug" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim unplug" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim fault" d display' -s 'd' -l 'display' -d 'The display.' -rfka '(__lighten_custom_completion ---completion sim fault -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim fault" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim fault" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim fault" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim press" d display' -s 'd' -l 'display' -d 'The display.' -rfka '(__lighten_custom_completion ---completion sim press -- --display (count (__lighten_tokens -pc)) (__lighten_tokens -tC))'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim press" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim press" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim press" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim light" q quiet' -s 'q' -l 'quiet' -d 'Write nothing but errors; the exit status tells.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim light" version' -l 'version' -d 'Show the version.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten sim light" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lighten' -n '__lighten_should_offer_completions_for_flags_or_options "lighten help" version' -l 'version' -d 'Show the version.'
