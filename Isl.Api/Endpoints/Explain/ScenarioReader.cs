using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Explain;

/// <summary>Reads scenarios that are set or seen.</summary>
internal static class ScenarioReader
{
    private const int MaxIdLength = 100;

    /// <summary>A scenario; null where it is missing, which is noted.</summary>
    public static ContrastScenario? Read(StatedScenario? scenario, JsonPointer place, StructuralModel? model, RequestErrors errors)
    {
        if (scenario is null)
        {
            if (!errors.Concern(place))
            {
                errors.AddMissing(place, $"{place.ToString()[1..]} is missing; send an object such as {{\"id\": \"a\", \"state\": {{\"X\": 1}}}}.");
            }

            return null;
        }

        if (string.IsNullOrWhiteSpace(scenario.Id))
        {
            errors.AddMissing(place.Member("id"), $"The id is missing; give it 1 to {MaxIdLength} characters.");
        }
        else if (scenario.Id.Length > MaxIdLength)
        {
            errors.Add(place.Member("id"), $"The id is {scenario.Id.Length} characters long; give it 1 to {MaxIdLength} characters.");
        }

        var (state, intervention) = (place.Member("state"), place.Member("intervention"));
        if (scenario is { State: not null, Intervention: not null })
        {
            errors.Add(intervention, "Both state and intervention are given; send state for what was seen, or intervention for what is set.");
        }
        else if (scenario is { State: null, Intervention: null } && !errors.Concern(state) && !errors.Concern(intervention))
        {
            errors.AddMissing(state, "state is missing; send what was seen as state, or what is set as intervention, by variable.");
        }

        return new ContrastScenario(
            scenario.Id ?? "",
            scenario.Intervention is null ? Intervention.None : InterventionReader.Read(scenario.Intervention, intervention, model, errors),
            InterventionReader.ReadObserved(scenario.State, state, model, errors))
        {
            Place = (scenario.Intervention is null ? state : intervention).ToString(),
        };
    }

    /// <summary>The number of contributions listed.</summary>
    public static int TopK(int? given, RequestErrors errors) => (int)Fields.InRange(
        given ?? ContrastQuestion.DefaultTopK, 1, ContrastQuestion.MaxTopK, JsonPointer.Root.Member("top_k"), errors);
}
