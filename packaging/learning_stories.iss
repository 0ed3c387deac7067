; The installer for Windows, made by build.py, which says Version, App, Icons and Target.
#define Title "Learning Stories"
#define Program "Learning Stories.exe"

[Setup]
AppId={{6A5F4D0E-3B0C-4E1B-9E0A-1D5C7E2B8A41}
AppName={#Title}
AppVersion={#Version}
AppPublisher=The Learning Stories authors
DefaultDirName={autopf}\{#Title}
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
SetupIconFile={#Icons}\learning-stories.ico
UninstallDisplayIcon={app}\{#Program}
LicenseFile={#App}\_internal\LICENSE
OutputDir={#Target}
OutputBaseFilename=learning-stories-{#Version}-setup

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "arabic"; MessagesFile: "compiler:Languages\Arabic.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[Files]
Source: "{#App}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Icons}\challenge.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Icons}\pack.ico"; DestDir: "{app}"; Flags: ignoreversion

[InstallDelete]
; What an earlier version had and this one has not must not be loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.stories\OpenWithProgids"; ValueType: string; ValueName: "LearningStories.Challenge"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.stories"; ValueType: string; ValueData: "LearningStories.Challenge"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\LearningStories.Challenge"; ValueType: string; ValueData: "Learning stories challenge"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\LearningStories.Challenge\DefaultIcon"; ValueType: string; ValueData: "{app}\challenge.ico"
Root: HKA; Subkey: "Software\Classes\LearningStories.Challenge\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.lspack\OpenWithProgids"; ValueType: string; ValueName: "LearningStories.Pack"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.lspack"; ValueType: string; ValueData: "LearningStories.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\LearningStories.Pack"; ValueType: string; ValueData: "Learning stories review pack"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\LearningStories.Pack\DefaultIcon"; ValueType: string; ValueData: "{app}\pack.ico"
Root: HKA; Subkey: "Software\Classes\LearningStories.Pack\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""
; A return ends in .txt, which stays with what opens texts: the app is offered under Open With.
Root: HKA; Subkey: "Software\Classes\Applications\{#Program}"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "{#Title}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\{#Program}\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Program}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent
