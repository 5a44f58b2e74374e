__lighten_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__lighten_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__lighten_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__lighten_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_lighten() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|get|set|fade|restore|normalize|auto|sensor|status|curve|watch|on|vcp|profile|refresh|doctor|sim|help)
        # Offer subcommand argument completions
        "_lighten_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list get set fade restore normalize auto sensor status curve watch on vcp profile refresh doctor sim help' -- "${cur}"))
        ;;
    esac
}

_lighten_list() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0
}

_lighten_get() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion get -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_set() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion set -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_fade() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=(--for)
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion fade -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    '--for')
        return
        ;;
    esac
}

_lighten_restore() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion restore -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_normalize() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion normalize -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_auto() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion auto -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lighten_add_completions -W 'on'$'\n''off'$'\n''toggle'
        return
        ;;
    esac
}

_lighten_sensor() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0
}

_lighten_status() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion status -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_curve() {
    repeating_flags=()
    non_repeating_flags=(--json --forget -q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=(--svg)
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion curve -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    '--svg')
        return
        ;;
    esac
}

_lighten_watch() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=(--format)
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lighten_add_completions -W 'text'$'\n''json'$'\n''waybar'$'\n''polybar'
        return
        ;;
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion watch -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_on() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion on -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lighten_add_completions -W 'added'$'\n''removed'$'\n''changed'$'\n''wake'
        return
        ;;
    esac
}

_lighten_vcp() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    get|set|list|capabilities)
        # Offer subcommand argument completions
        "_lighten_vcp_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'get set list capabilities' -- "${cur}"))
        ;;
    esac
}

_lighten_vcp_get() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion vcp get -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lighten_add_completions -W 'new-control-value'$'\n''factory-reset'$'\n''brightness-reset'$'\n''geometry-reset'$'\n''color-reset'$'\n''color-temperature-increment'$'\n''color-temperature'$'\n''clock'$'\n''brightness'$'\n''contrast'$'\n''backlight'$'\n''color-preset'$'\n''red-gain'$'\n''green-gain'$'\n''blue-gain'$'\n''auto-setup'$'\n''horizontal-position'$'\n''vertical-position'$'\n''clock-phase'$'\n''active-control'$'\n''input'$'\n''volume'$'\n''ambient-light-sensor'$'\n''white-backlight'$'\n''red-black-level'$'\n''green-black-level'$'\n''blue-black-level'$'\n''gamma'$'\n''scaling'$'\n''sharpness'$'\n''saturation'$'\n''mute'$'\n''treble'$'\n''hue'$'\n''bass'$'\n''balance'$'\n''orientation'$'\n''horizontal-frequency'$'\n''vertical-frequency'$'\n''settings'$'\n''subpixel-layout'$'\n''technology'$'\n''usage-time'$'\n''application-key'$'\n''controller'$'\n''firmware'$'\n''osd'$'\n''language'$'\n''power'$'\n''auxiliary-power'$'\n''picture-mode'$'\n''version'
        return
        ;;
    esac
}

_lighten_vcp_set() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion vcp set -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lighten_add_completions -W 'new-control-value'$'\n''factory-reset'$'\n''brightness-reset'$'\n''geometry-reset'$'\n''color-reset'$'\n''color-temperature-increment'$'\n''color-temperature'$'\n''clock'$'\n''brightness'$'\n''contrast'$'\n''backlight'$'\n''color-preset'$'\n''red-gain'$'\n''green-gain'$'\n''blue-gain'$'\n''auto-setup'$'\n''horizontal-position'$'\n''vertical-position'$'\n''clock-phase'$'\n''active-control'$'\n''input'$'\n''volume'$'\n''ambient-light-sensor'$'\n''white-backlight'$'\n''red-black-level'$'\n''green-black-level'$'\n''blue-black-level'$'\n''gamma'$'\n''scaling'$'\n''sharpness'$'\n''saturation'$'\n''mute'$'\n''treble'$'\n''hue'$'\n''bass'$'\n''balance'$'\n''orientation'$'\n''horizontal-frequency'$'\n''vertical-frequency'$'\n''settings'$'\n''subpixel-layout'$'\n''technology'$'\n''usage-time'$'\n''application-key'$'\n''controller'$'\n''firmware'$'\n''osd'$'\n''language'$'\n''power'$'\n''auxiliary-power'$'\n''picture-mode'$'\n''version'
        return
        ;;
    2)
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion vcp set -- positional@1 "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_vcp_list() {
    repeating_flags=()
    non_repeating_flags=(--json --all -q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion vcp list -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_vcp_capabilities() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=(-d --display)
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion vcp capabilities -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_profile() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 1
}

_lighten_refresh() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0
}

_lighten_doctor() {
    repeating_flags=()
    non_repeating_flags=(--json -q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0
}

_lighten_sim() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    plug|unplug|fault|press|light)
        # Offer subcommand argument completions
        "_lighten_sim_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'plug unplug fault press light' -- "${cur}"))
        ;;
    esac
}

_lighten_sim_plug() {
    repeating_flags=()
    non_repeating_flags=(--internal -q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=(--manufacturer --model --serial --connector --brightness --maximum)
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--manufacturer')
        return
        ;;
    '--model')
        return
        ;;
    '--serial')
        return
        ;;
    '--connector')
        return
        ;;
    '--brightness')
        return
        ;;
    '--maximum')
        return
        ;;
    esac
}

_lighten_sim_unplug() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=(-d --display)
    __lighten_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion sim unplug -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_sim_fault() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=(-d --display)
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion sim fault -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_sim_press() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=(-d --display)
    __lighten_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-d'|'--display')
        __lighten_add_completions -W "$(__lighten_custom_complete ---completion sim press -- --display "${COMP_CWORD}" "$(__lighten_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lighten_sim_light() {
    repeating_flags=()
    non_repeating_flags=(-q --quiet --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options -1
}

_lighten_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __lighten_offer_flags_options -1
}

complete -o filenames -F _lighten lighten
