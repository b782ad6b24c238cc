using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>Reads which outcome is best.</summary>
internal static class DirectionReader
{
    private const string Choices = "write \"maximize\", \"minimize\", or an object such as {\"target\": 5}";
    private static readonly JsonPointer Place = JsonPointer.Root.Member("direction");

    /// <summary>The goal; the largest outcome unless given.</summary>
    public static ScenarioGoal Read(DirectionInput? input, RequestErrors errors)
    {
        switch (input?.Json)
        {
            case null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }:
                return default;
            case { ValueKind: JsonValueKind.String } text:
                switch (text.GetString())
                {
                    case "maximize":
                        return default;
                    case "minimize":
                        return new ScenarioGoal(GoalKind.Minimize, 0);
                }

                errors.Add(Place, $"direction is '{Shown.Short(text.GetString()!)}'; {Choices}.");
                return default;
            case { ValueKind: JsonValueKind.Object } one:
                var parts = one.EnumerateObject().ToList();
                if (parts is [{ Name: "target" } target])
                {
                    JsonValues.TryNumber(target.Value, Place.Member("target"), "The target", errors, out var value);
                    return new ScenarioGoal(GoalKind.Target, value + 0.0);
                }

                errors.Add(Place, $"direction is an object without target alone; {Choices}.");
                return default;
            case { } other:
                errors.Add(Place, $"direction is {Shown.Describe(other)}; {Choices}.");
                return default;
        }
    }
}
