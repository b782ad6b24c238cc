using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Alignment;

namespace Isl.Api.Endpoints.Team;

/// <summary>Requests about teams in their canonical form.</summary>
internal static class TeamMapping
{
    private const int Least = 2;
    private const int MostTexts = 50;
    private const int MostLetters = 500;
    private static readonly JsonPointer PerspectivesPlace = JsonPointer.Root.Member("perspectives");
    private static readonly JsonPointer OptionsPlace = JsonPointer.Root.Member("options");

    /// <summary>The question of a request; what is wrong with it is noted and thrown.</summary>
    public static AlignmentQuestion Read(AlignRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var options = CheckCount(request.Options, AlignmentQuestion.MaxOptions, OptionsPlace, errors)
            ? request.Options!.Select((option, i) => ReadOption(option, OptionsPlace.Item(i), errors)).ToImmutableArray()
            : [];
        CheckDistinct([.. options.Select(option => option.Id)], OptionsPlace, "id", errors);
        var perspectives = CheckCount(request.Perspectives, AlignmentQuestion.MaxPerspectives, PerspectivesPlace, errors)
            ? request.Perspectives!.Select((view, i) => ReadPerspective(view, options, PerspectivesPlace.Item(i), errors)).ToImmutableArray()
            : [];
        CheckDistinct([.. perspectives.Select(view => view.Role)], PerspectivesPlace, "role", errors);
        errors.ThrowIfAny();
        return new AlignmentQuestion(perspectives, options);
    }

    private static bool CheckCount<T>(List<T?>? items, int most, JsonPointer place, RequestErrors errors)
        where T : class
    {
        if (items is null)
        {
            if (!errors.Concern(place))
            {
                errors.AddMissing(place, $"{place.Name} is missing; send a list of {Least} to {most}.");
            }

            return false;
        }

        if (items.Count >= Least && items.Count <= most)
        {
            return true;
        }

        var found = items.Count == 1 ? "1 item" : $"{items.Count} items";
        errors.Add(place, $"{place.Name} has {found}; at least {Least} are needed, and at most {most} are taken.");
        return false;
    }

    private static void CheckDistinct(ImmutableArray<string> names, JsonPointer place, string member, RequestErrors errors)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0 && names.IndexOf(names[i]) < i)
            {
                errors.Add(place.Item(i).Member(member), $"'{Shown.Short(names[i])}' is there twice; give each its own {member}.");
            }
        }
    }

    private static string Name(string? text, JsonPointer place, RequestErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!errors.Concern(place))
            {
                errors.AddMissing(place, $"{place.ToString()[1..]} is missing or empty.");
            }
        }
        else if (text.Length > MostLetters)
        {
            errors.Add(place, $"{place.ToString()[1..]} has {text.Length} characters, the limit is {MostLetters}.");
        }

        return text ?? "";
    }

    private static TeamOption ReadOption(OptionDto? option, JsonPointer place, RequestErrors errors)
    {
        var id = Name(option?.Id, place.Member("id"), errors);
        return new TeamOption(
            id,
            option?.Name is { } name ? Name(name, place.Member("name"), errors) : id,
            option?.Attributes is { Json.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } attributes
                ? ReadAttributes(attributes.Json, place.Member("attributes"), errors)
                : []);
    }

    private static ImmutableArray<OptionFact> ReadAttributes(JsonElement json, JsonPointer place, RequestErrors errors)
    {
        if (!JsonValues.IsObject(json, place, "attributes", errors))
        {
            return [];
        }

        var read = new SortedDictionary<string, OptionFact>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject().Take(MostTexts))
        {
            read[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.Number when JsonValues.TryNumber(member.Value, place.Member(member.Name), member.Name, errors, out var number) =>
                    new OptionFact(member.Name, number, null),
                JsonValueKind.String => new OptionFact(member.Name, null, Name(member.Value.GetString(), place.Member(member.Name), errors)),
                JsonValueKind.True => new OptionFact(member.Name, null, "yes"),
                JsonValueKind.False => new OptionFact("", null, null),
                _ => new OptionFact(member.Name, null, Name(member.Value.GetRawText(), place.Member(member.Name), errors)),
            };
        }

        return [.. read.Values.Where(attribute => attribute.Name.Length > 0)];
    }

    private static Perspective ReadPerspective(PerspectiveDto? view, ImmutableArray<TeamOption> options, JsonPointer place, RequestErrors errors)
    {
        var preferred = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < (view?.PreferredOptions?.Count ?? 0); i++)
        {
            var at = place.Member("preferred_options").Item(i);
            var named = view!.PreferredOptions![i];
            var option = options.FirstOrDefault(option => option.Id == named) ?? options.FirstOrDefault(option => option.Name == named);
            if (option is null)
            {
                errors.Add(at, $"'{Shown.Short(named ?? "null")}' is no option; name the id of one.");
            }
            else if (preferred.Contains(option.Id))
            {
                errors.Add(at, $"'{Shown.Short(option.Id)}' is named twice; give each option one place.");
            }
            else
            {
                preferred.Add(option.Id);
            }
        }

        return new Perspective(
            Name(view?.Role, place.Member("role"), errors),
            Texts(view?.Priorities, place.Member("priorities"), errors),
            Texts(view?.Constraints, place.Member("constraints"), errors),
            preferred.ToImmutable());
    }

    private static ImmutableArray<string> Texts(List<string>? texts, JsonPointer place, RequestErrors errors)
    {
        if (texts?.Count > MostTexts)
        {
            errors.Add(place, $"{place.ToString()[1..]} has {texts.Count} items, the limit is {MostTexts}.");
            return [];
        }

        return [.. (texts ?? []).Select((text, i) => Name(text, place.Item(i), errors))];
    }
}
