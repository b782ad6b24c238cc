namespace Isl.Grains.Words.Identification;

/// <summary>The methods that identify effects, with their sources.</summary>
public static class MethodSources
{
    /// <summary>Adjustment, decided on the proper back-door graph.</summary>
    public const string ProperBackDoor = "Adjustment criterion by the proper back-door graph (van der Zander, Liśkiewicz & Textor 2019).";

    /// <summary>Adjustment in a class of graphs.</summary>
    public const string ClassCriterion = "Generalised adjustment criterion (Perković, Textor, Kalisch & Maathuis 2018; Perković 2020).";

    /// <summary>Adjustment.</summary>
    public const string Adjustment = "Adjustment criterion (van der Zander, Liśkiewicz & Textor 2019).";

    /// <summary>The optimal adjustment set.</summary>
    public const string OptimalSet = "Optimal adjustment set (Henckel, Perković & Maathuis 2022).";

    /// <summary>The front door, and how its sets are found.</summary>
    public const string FrontDoorSearch = "Front-door criterion (Pearl 1995), sets by Wienöbst, van der Zander & Liśkiewicz (2023).";

    /// <summary>The front door.</summary>
    public const string FrontDoor = "Front-door criterion (Pearl 1995; Wienöbst, van der Zander & Liśkiewicz 2023).";

    /// <summary>Instruments, where a hedge rules the rest out.</summary>
    public const string HedgeAndInstruments =
        "Hedge criterion (Shpitser & Pearl 2006); conditional instruments (van der Zander, Textor & Liśkiewicz 2015).";

    /// <summary>Instruments.</summary>
    public const string Instruments = "Conditional instruments (van der Zander, Textor & Liśkiewicz 2015).";

    /// <summary>The ID algorithm.</summary>
    public const string Id = "ID algorithm (Shpitser & Pearl 2006).";

    /// <summary>The ID algorithm and what it is complete for.</summary>
    public const string CompleteId = "ID algorithm (Shpitser & Pearl 2006), complete in graphs with unobserved common causes.";

    /// <summary>The IDC algorithm.</summary>
    public const string ConditionalId = "IDC algorithm (Shpitser & Pearl 2006).";

    /// <summary>The IDC algorithm and what it is complete for.</summary>
    public const string CompleteConditionalId =
        "IDC algorithm (Shpitser & Pearl 2006), complete for conditional effects in graphs with unobserved common causes.";
}
